/** The sound of messages for other services, through whichever account sees them. */
@NullMarked
package dev.muzon.assistant.sound;

import org.jspecify.annotations.NullMarked;
