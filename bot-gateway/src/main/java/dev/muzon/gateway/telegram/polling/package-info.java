/** Updates by long polling. */
@NullMarked
package dev.muzon.gateway.telegram.polling;

import org.jspecify.annotations.NullMarked;
