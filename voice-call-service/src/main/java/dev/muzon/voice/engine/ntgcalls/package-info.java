/** The voice engine ntgcalls, through JNI. Only this package contains native code. */
@NullMarked
package dev.muzon.voice.engine.ntgcalls;

import org.jspecify.annotations.NullMarked;
