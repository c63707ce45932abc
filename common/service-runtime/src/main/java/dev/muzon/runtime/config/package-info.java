/** Settings, all checked before anything starts, and every problem told in one message. */
@NullMarked
package dev.muzon.runtime.config;

import org.jspecify.annotations.NullMarked;
