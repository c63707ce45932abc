/** Bodies of the questions that need an answer now. */
@NullMarked
package dev.muzon.protocol.rest;

import org.jspecify.annotations.NullMarked;
