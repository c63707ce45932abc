/** Looks at everything a run needs, before it is needed, and names the fix for what is not well. */
@NullMarked
package dev.muzon.standalone.doctor;

import org.jspecify.annotations.NullMarked;
