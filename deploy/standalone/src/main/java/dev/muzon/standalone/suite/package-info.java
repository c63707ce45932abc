/** The processes of the suite, with their memory, environment and order. */
@NullMarked
package dev.muzon.standalone.suite;

import org.jspecify.annotations.NullMarked;
