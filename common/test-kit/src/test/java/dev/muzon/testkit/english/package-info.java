/** The rules of English in the sources and documents of all modules, as far as a machine can check them. */
@NullMarked
package dev.muzon.testkit.english;

import org.jspecify.annotations.NullMarked;
