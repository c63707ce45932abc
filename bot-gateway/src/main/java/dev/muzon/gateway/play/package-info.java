/** What people ask for, read and passed on. */
@NullMarked
package dev.muzon.gateway.play;

import org.jspecify.annotations.NullMarked;
