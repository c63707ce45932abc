/** Players, and how loud tracks are, in MongoDB. */
@NullMarked
package dev.muzon.voice.store;

import org.jspecify.annotations.NullMarked;
