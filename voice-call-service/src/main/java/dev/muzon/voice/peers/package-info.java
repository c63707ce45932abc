/** The other services and the other instances of this one, over REST. */
@NullMarked
package dev.muzon.voice.peers;

import org.jspecify.annotations.NullMarked;
