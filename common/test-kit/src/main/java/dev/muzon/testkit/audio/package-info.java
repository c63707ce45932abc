/** Sound whose every second can be recognised, in all the formats people send, and the meter that recognises it. */
@NullMarked
package dev.muzon.testkit.audio;

import org.jspecify.annotations.NullMarked;
