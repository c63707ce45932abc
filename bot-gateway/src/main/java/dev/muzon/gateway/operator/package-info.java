/** A word to the operators' log group, where there is one. */
@NullMarked
package dev.muzon.gateway.operator;

import org.jspecify.annotations.NullMarked;
