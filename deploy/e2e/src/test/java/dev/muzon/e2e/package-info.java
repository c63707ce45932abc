/** The suite proved as a person would: real processes, real natives, real sound. */
@NullMarked
package dev.muzon.e2e;

import org.jspecify.annotations.NullMarked;
