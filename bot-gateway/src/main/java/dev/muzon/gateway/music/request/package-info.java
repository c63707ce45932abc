/** What people ask for, read and passed on. */
@NullMarked
package dev.muzon.gateway.music.request;

import org.jspecify.annotations.NullMarked;
