/**
 * The words of a process to systemd: that it is ready, and again and again that it is alive.
 *
 * <p>A unit of {@code Type=notify} is started when its process says so, not when it merely runs. With {@code WatchdogSec}
 * a process that falls silent is killed and started again. Where something else started the process nothing is told.
 */
@NullMarked
package dev.muzon.systemd;

import org.jspecify.annotations.NullMarked;
