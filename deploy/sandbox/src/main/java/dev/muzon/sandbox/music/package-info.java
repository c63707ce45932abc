/**
 * The demo's music: a few small pieces, composed and synthesised here. So nothing has to be downloaded and nobody's
 * rights are touched. The same code always makes the same sound.
 */
@NullMarked
package dev.muzon.sandbox.music;

import org.jspecify.annotations.NullMarked;
