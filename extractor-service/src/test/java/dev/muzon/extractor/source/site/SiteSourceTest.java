package dev.muzon.extractor.source.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.rest.SourceView;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteSourceTest {
    // Without yt-dlp its songs do not play, and it was counted among what is searched.
    @Test
    void aSiteWhosePagesNobodyReadsWasOffered() {
        SongSite site = mock();
        when(site.name()).thenReturn("soundcloud");
        TrackSource reader = mock();
        var source = new SiteSource(site, new SiteSound.Page(reader));

        when(reader.view()).thenReturn(new SourceView("web", List.of(), null, "yt-dlp is not installed"));
        assertThat(source.view()).isEqualTo(new SourceView("soundcloud", List.of(), null, "yt-dlp is not installed"));
        when(reader.view()).thenReturn(new SourceView("web", List.of(SourceView.Kind.WORDS), null));
        assertThat(source.view().kinds()).contains(SourceView.Kind.WORDS);
    }
}
