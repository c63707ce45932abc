/** Groups and channels: finding, entering and looking at them. */
@NullMarked
package dev.muzon.sandbox.mtproto.chat;

import org.jspecify.annotations.NullMarked;
