/** Settings that stand in files, read by one rule in the services and in {@code ./muzon}. */
@NullMarked
package dev.muzon.protocol.setting;

import org.jspecify.annotations.NullMarked;
