/** Which language a chat is spoken to in. */
@NullMarked
package dev.muzon.gateway.language;

import org.jspecify.annotations.NullMarked;
