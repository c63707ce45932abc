/** Checks of everything that a run needs, before it is needed. Each names the fix for what it finds. */
@NullMarked
package dev.muzon.standalone.doctor;

import org.jspecify.annotations.NullMarked;
