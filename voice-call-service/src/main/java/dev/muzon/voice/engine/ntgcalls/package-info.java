/** The voice engine ntgcalls, through JNI. Only this package knows of native code. */
@NullMarked
package dev.muzon.voice.engine.ntgcalls;

import org.jspecify.annotations.NullMarked;
