/** The suite under test as a person would start it, and the ways to use and observe it from outside. */
@NullMarked
package dev.muzon.e2e.suite;

import org.jspecify.annotations.NullMarked;
