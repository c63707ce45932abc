/** Status messages: from a request to its outcome. */
@NullMarked
package dev.muzon.gateway.status;

import org.jspecify.annotations.NullMarked;
