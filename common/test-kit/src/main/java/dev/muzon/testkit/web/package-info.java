/** A web of tests behind TLS, with the faces of the services that Muzon asks for music. */
@NullMarked
package dev.muzon.testkit.web;

import org.jspecify.annotations.NullMarked;
