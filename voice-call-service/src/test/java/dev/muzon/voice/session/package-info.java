/** Tests of owned chats. */
@NullMarked
package dev.muzon.voice.session;

import org.jspecify.annotations.NullMarked;
