/** Who may do what, and how often. */
@NullMarked
package dev.muzon.gateway.access;

import org.jspecify.annotations.NullMarked;
