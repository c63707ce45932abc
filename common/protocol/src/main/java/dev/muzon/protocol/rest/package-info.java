/** Bodies and paths of REST: the questions that need an answer now. */
@NullMarked
package dev.muzon.protocol.rest;

import org.jspecify.annotations.NullMarked;
