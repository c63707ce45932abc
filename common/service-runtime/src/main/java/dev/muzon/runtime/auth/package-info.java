/** Access control: services call with the internal token, everybody else only paths that are declared public. */
@NullMarked
package dev.muzon.runtime.auth;

import org.jspecify.annotations.NullMarked;
