/** Carries sound with ntgcalls, through JNI. Only this package knows that there is native code. */
@NullMarked
package dev.muzon.voice.ntgcalls;

import org.jspecify.annotations.NullMarked;
