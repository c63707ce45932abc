/** The description of a service's REST endpoints for programs, in the form of OpenAPI. */
@NullMarked
package dev.muzon.runtime.openapi;

import org.jspecify.annotations.NullMarked;
