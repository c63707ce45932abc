/** End-to-end tests as a person would do them: real processes, real natives, real sound. */
@NullMarked
package dev.muzon.e2e;

import org.jspecify.annotations.NullMarked;
