/** Who may call: services with the internal token, everybody where a path is declared public. */
@NullMarked
package dev.muzon.runtime.auth;

import org.jspecify.annotations.NullMarked;
