/** Settings. All are checked before anything starts, and one message names every problem. */
@NullMarked
package dev.muzon.runtime.config;

import org.jspecify.annotations.NullMarked;
