/** The wing that plays music: its features are the packages below. Here: its words. */
@NullMarked
package dev.muzon.gateway.music;

import org.jspecify.annotations.NullMarked;
