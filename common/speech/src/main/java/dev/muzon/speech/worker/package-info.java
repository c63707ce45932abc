/**
 * The child process in which native code hears recordings of strangers. It uses nothing but the JDK and the libraries in the
 * folder that it is given, and nobody else calls it: the service starts its main class.
 */
@NullMarked
package dev.muzon.speech.worker;

import org.jspecify.annotations.NullMarked;
