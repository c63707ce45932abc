/** Tests of the players in MongoDB. */
@NullMarked
package dev.muzon.voice.store;

import org.jspecify.annotations.NullMarked;
