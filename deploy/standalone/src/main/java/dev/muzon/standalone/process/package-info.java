/** The supervision of processes: start, wait until ready, restart with backoff when they fall, drain when asked. */
@NullMarked
package dev.muzon.standalone.process;

import org.jspecify.annotations.NullMarked;
