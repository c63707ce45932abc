/** Test support for all modules: a clock that stands still, a MongoDB, the rules of the architecture. */
@NullMarked
package dev.muzon.testkit;

import org.jspecify.annotations.NullMarked;
