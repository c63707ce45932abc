/** What tests share: a clock that stands still, a MongoDB, the rules of the architecture. */
@NullMarked
package dev.muzon.testkit;

import org.jspecify.annotations.NullMarked;
