/** The wing for operators: the groups that a private bot serves, and messages to the log group. */
@NullMarked
package dev.muzon.gateway.operator;

import org.jspecify.annotations.NullMarked;
