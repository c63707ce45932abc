/** Status messages: from a request to its outcome. */
@NullMarked
package dev.muzon.gateway.music.status;

import org.jspecify.annotations.NullMarked;
