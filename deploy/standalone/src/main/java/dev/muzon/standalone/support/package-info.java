/** Collection of what an operator sends to those who help, without secrets. */
@NullMarked
package dev.muzon.standalone.support;

import org.jspecify.annotations.NullMarked;
