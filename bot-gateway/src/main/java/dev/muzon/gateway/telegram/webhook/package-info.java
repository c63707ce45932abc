/** Updates by webhook. */
@NullMarked
package dev.muzon.gateway.telegram.webhook;

import org.jspecify.annotations.NullMarked;
