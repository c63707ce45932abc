/** What can be played, and how people ask for it. */
@NullMarked
package dev.muzon.protocol.track;

import org.jspecify.annotations.NullMarked;
