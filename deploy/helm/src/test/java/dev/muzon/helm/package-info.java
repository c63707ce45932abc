/** Tests of the Helm chart, and of the images, the compose file and the dashboards that belong to it. */
@NullMarked
package dev.muzon.helm;

import org.jspecify.annotations.NullMarked;
