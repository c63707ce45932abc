/** Groups and channels: finding, joining and reading them. */
@NullMarked
package dev.muzon.sandbox.mtproto.chat;

import org.jspecify.annotations.NullMarked;
