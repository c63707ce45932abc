/** Requests of the suite's own assistants to be let into a chat. */
@NullMarked
package dev.muzon.gateway.lending.joinrequest;

import org.jspecify.annotations.NullMarked;
