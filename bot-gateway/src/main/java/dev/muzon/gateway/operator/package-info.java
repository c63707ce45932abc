/** The operators' own: the groups that a private bot serves, and a word to their log group. */
@NullMarked
package dev.muzon.gateway.operator;

import org.jspecify.annotations.NullMarked;
