/**
 * The only place that knows TDLib: its JSON interface over the foreign function API. One platform thread per process
 * receives for all clients (two would abort it); it is never interrupted and only hands on.
 */
@NullMarked
package dev.muzon.assistant.tdlib;

import org.jspecify.annotations.NullMarked;
