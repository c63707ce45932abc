/** The requests of people, read and passed on. */
@NullMarked
package dev.muzon.gateway.music.request;

import org.jspecify.annotations.NullMarked;
