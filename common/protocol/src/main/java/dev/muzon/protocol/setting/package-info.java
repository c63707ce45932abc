/** Names of settings and the files that hold them, by one rule in the services and in {@code ./muzon}. */
@NullMarked
package dev.muzon.protocol.setting;

import org.jspecify.annotations.NullMarked;
