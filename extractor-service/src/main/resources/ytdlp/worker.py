"""Answers questions about links with yt-dlp. One warm parent forks a child for each question.

The first line on stdin is the settings. Each further line is a question or a cancellation, in JSON. Each line on stdout
is the answer to one question. A child has its own process group, its own pipe, and bounds of memory, CPU and time.
"""
import ctypes
import gc
import io
import json
import os
import re
import resource
import selectors
import signal
import sys
import time

BEGIN = time.monotonic()
LONGEST_ANSWER = 1 << 20
LONGEST_QUESTION = 1 << 20
LONGEST_COOKIES = 1 << 18
MOST_COOKIES = 50
LONGEST_TEXT = 1000
LONGEST_LINK = 16_000
MOST_WARNINGS = 20
PR_SET_PDEATHSIG = 1
REHEARSED = 'aaaaaaaaaaa'

# What can stand in one cookie of a header field, name, value and path together.
SENDABLE = re.compile(r'[ -:<-~]{1,4096}')

# The address of one sound among several of the same page, counted from 1.
ENTRY = re.compile(r'#entry-(\d{1,5})$')

# A file in one piece first: it can be read in ranges. HLS next, for live sound. Nothing in other protocols.
FORMATS = (
    'ba[protocol^=http][protocol!*=dash][acodec=opus]/ba[protocol^=http][protocol!*=dash]/ba[protocol^=m3u8]'
    '/b[protocol^=http][protocol!*=dash]/b[protocol^=m3u8]')


def text(value, longest=LONGEST_TEXT):
    return None if value is None else str(value)[:longest]


def number(value):
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15 else None


def count(value):
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e15 else None


def cover(info):
    """Returns the link to a picture: of the whole page, else the largest of a list's entry, which comes last."""
    pictures = [picture for picture in info.get('thumbnails') or [] if isinstance(picture, dict)]
    return text(info.get('thumbnail') or (pictures[-1].get('url') if pictures else None), LONGEST_LINK)


def sound_cookies(jar, url):
    """Returns the cookies that the server of the sound gets, as the page left them."""
    fitting = [cookie for cookie in jar.get_cookies_for_url(url)
               if SENDABLE.fullmatch(f'{cookie.name}{cookie.value or ""}{cookie.path}')]
    return [{
        'name': cookie.name,
        'value': cookie.value or '',
        'domain': cookie.domain.lstrip('.'),
        'wide': cookie.domain.startswith('.'),
        'path': cookie.path,
        'secure': bool(cookie.secure),
    } for cookie in fitting[:MOST_COOKIES]]


def track(info, page=None):
    """Keeps what is needed of a description that may be megabytes long."""
    headers = info.get('http_headers') or {}
    return {
        'id': text(info.get('id')),
        'site': text(info.get('extractor_key') or info.get('ie_key')),
        'title': text(info.get('title')),
        'artist': text(info.get('artist') or info.get('channel') or info.get('uploader')),
        'duration': number(info.get('duration')),
        'page': text(page or info.get('webpage_url') or info.get('url'), LONGEST_LINK),
        'url': text(info.get('url'), LONGEST_LINK),
        'protocol': text(info.get('protocol')),
        'format': text(info.get('format_id')),
        'container': text(info.get('ext')),
        'codec': text(info.get('acodec')),
        'size': number(info.get('filesize')),
        'live': text(info.get('live_status')) or ('is_live' if info.get('is_live') else None),
        'views': count(info.get('view_count')),
        'begins': number(info.get('release_timestamp')),
        'cover': cover(info),
        'availableAt': number(info.get('available_at')),
        'headers': {str(name)[:100]: str(value)[:2000] for name, value in list(headers.items())[:20]},
    }


class Notes:
    """Collects warnings, and keeps stdout free."""

    def __init__(self):
        self.warnings = []

    def debug(self, message):
        pass

    def warning(self, message):
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(str(message)[:300])

    def error(self, message):
        pass


def options(settings):
    return {
        'quiet': True,
        'noprogress': True,
        'color': 'never',
        'cachedir': False,
        'socket_timeout': 8,
        'retries': 1,
        'extractor_retries': 1,
        'geo_bypass': False,
        'check_formats': False,
        'format': FORMATS,
        'extract_flat': 'in_playlist',
        'lazy_playlist': True,
        'proxy': settings['proxy'],
        'compat_opts': {'no-certifi'},
        'allowed_extractors': ['default', '-generic'],
        'js_runtimes': {'deno': {'path': settings['deno']}} if settings.get('deno') else {},
        **options_of({}, Notes()),
    }


def options_of(question, notes):
    """Returns what differs from question to question."""
    clients = question.get('clients')
    return {
        'logger': notes,
        # A link to a video within a list means the video, unless the list around it is asked for.
        'noplaylist': question.get('op') != 'mix',
        'playlistend': question.get('limit', 1),
        'playlist_items': entry_of(question),
        'extractor_args': {'youtube': {'player_client': clients}} if clients else {},
    }


def entry_of(question):
    found = ENTRY.search(question.get('url') or '')
    return found and found.group(1)


def entries_of(info, limit):
    """Returns the tracks of a list. Those that have no page of their own get an address within that of the list."""
    own = info.get('webpage_url')
    for number, entry in enumerate(list(info.get('entries') or [])[:limit], 1):
        if entry:
            shared = own and entry.get('_type', 'video') == 'video' and entry.get('webpage_url') == own
            yield track(entry, f'{own}#entry-{number}' if shared else None)


def real(error):
    inner = getattr(error, 'exc_info', None)
    return inner[1] if type(error).__name__ == 'DownloadError' and inner and inner[1] else error


def trouble(error):
    error = real(error)
    status = None
    names = []
    cause = error
    while cause is not None and len(names) < 10:
        names.append(type(cause).__name__)
        status = status or number(getattr(cause, 'status', None))
        cause = getattr(cause, 'cause', None) or cause.__cause__
    message = getattr(error, 'orig_msg', None) or getattr(error, 'msg', None) or str(error)
    return {
        'types': names,
        'expected': bool(getattr(error, 'expected', False)),
        'status': status,
        'countries': [str(country)[:40] for country in (getattr(error, 'countries', None) or [])[:20]],
        'message': text(message),
    }


def dress(downloader, cookies):
    """Gives a child's downloader an account. Its extractors begin anew: they began as nobody before the fork."""
    from yt_dlp.cookies import YoutubeDLCookieJar
    jar = YoutubeDLCookieJar(io.StringIO(cookies))
    jar.load()
    for cookie in jar:
        downloader.cookiejar.set_cookie(cookie)
    for extractor in downloader._ies_instances.values():
        extractor._ready = False


def changed(downloader, cookies):
    """Returns the cookies of the same domains as the site left them. None when it changed none."""
    given = [line.split('\t') for line in cookies.splitlines()[1:]]
    domains = {line[0] for line in given}
    now = [cookie for cookie in downloader.cookiejar if cookie.domain in domains]
    known = {(line[0], line[2], line[5], line[6]) for line in given}
    if known == {(cookie.domain, cookie.path, cookie.name, cookie.value) for cookie in now}:
        return None
    lines = ['# Netscape HTTP Cookie File']
    for cookie in now:
        flags = ['TRUE' if flag else 'FALSE' for flag in (cookie.domain.startswith('.'), cookie.secure)]
        expiry = str(int(cookie.expires or 0))
        lines.append('\t'.join((cookie.domain, flags[0], cookie.path, flags[1], expiry, cookie.name, cookie.value or '')))
    said = '\n'.join(lines) + '\n'
    return said if len(said) <= LONGEST_COOKIES else None


def answer(question, downloader):
    import yt_dlp
    notes = Notes()
    cookies = question.get('cookies')
    try:
        if cookies:
            dress(downloader, cookies)
        # The parent's downloader is the child's own since the fork. Making another one takes longer than most pages.
        downloader.params.update(options_of(question, notes))
        search = question['op'] == 'search'
        asked = f'ytsearch{question["limit"]}:{question["text"]}' if search else ENTRY.sub('', question['url'])
        info = downloader.extract_info(asked, download=False)
        several = info is not None and info.get('_type') in ('playlist', 'multi_video')
        page = None
        if several and entry_of(question):
            info = next(iter(info.get('entries') or []), None)
            several = False
            page = question['url']
        if info is None:
            raise yt_dlp.utils.ExtractorError('nothing there', expected=True)
        found = {'ok': True}
        if several:
            found['entries'] = list(entries_of(info, question['limit']))
            found['title'] = text(info.get('title'))
        elif 'preview' in str(info.get('format_id')):
            raise yt_dlp.utils.ExtractorError('only a preview, the whole track requires payment', expected=True)
        else:
            found['track'] = track(info, page)
            found['track']['cookies'] = sound_cookies(downloader.cookiejar, info['url']) if info.get('url') else []
        if cookies:
            found['cookies'] = changed(downloader, cookies)
    except BaseException as error:  # a MemoryError, a RecursionError and whatever a site's page provokes
        found = {'ok': False, 'error': trouble(error)}
    found['warnings'] = notes.warnings
    return found


def limit(what, most):
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(hard, most)
    resource.setrlimit(what, (most, most))


def child(question, settings, downloader, pipe, libc, parent):
    """Never returns."""
    try:
        os.setpgid(0, 0)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        limit(resource.RLIMIT_DATA, settings['memory' if question.get('clients') else 'scriptMemory'])
        limit(resource.RLIMIT_CPU, settings['cpuSeconds'])
        found = answer(question, downloader)
        found['id'] = question['id']
        with os.fdopen(pipe, 'wb') as out:
            out.write(json.dumps(found).encode())
        os._exit(0)
    except BaseException as error:
        os.write(2, f'child failed: {type(error).__name__}: {error}'[:LONGEST_TEXT].encode() + b'\n')
    finally:
        os._exit(1)


class Run:
    def __init__(self, question, pid, pipe):
        self.id = question['id']
        self.pid = pid
        self.pipe = pipe
        self.end = time.monotonic() + question['deadlineMs'] / 1000
        self.said = bytearray()


class Worker:
    def __init__(self, settings, downloader, out):
        self.settings = settings
        self.downloader = downloader
        self.out = out
        self.runs = {}
        self.selector = selectors.DefaultSelector()
        self.libc = ctypes.CDLL(None)

    def say(self, message):
        self.out.write(json.dumps(message).encode() + b'\n')
        self.out.flush()

    def fork(self, question):
        reading, writing = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            child(question, self.settings, self.downloader, writing, self.libc, parent)
        os.close(writing)
        os.set_blocking(reading, False)
        run = Run(question, pid, reading)
        self.runs[run.id] = run
        self.selector.register(reading, selectors.EVENT_READ, run)

    def hear(self, line):
        message = json.loads(line)
        if 'cancel' in message:
            if message['cancel'] in self.runs:
                self.finish(self.runs[message['cancel']], 'Cancelled')
        else:
            self.fork(message)

    def read(self, run):
        try:
            some = os.read(run.pipe, 1 << 16)
        except BlockingIOError:
            return
        run.said += some
        if len(run.said) > LONGEST_ANSWER:
            self.finish(run, 'TooLong')
        elif not some:
            self.finish(run, 'Crashed')

    def finish(self, run, otherwise):
        """Ends a child with all that it started, and passes its answer on when it is whole."""
        del self.runs[run.id]
        self.selector.unregister(run.pipe)
        os.close(run.pipe)
        for target in (-run.pid, run.pid):
            try:
                os.kill(target, signal.SIGKILL)
            except ProcessLookupError:
                pass
        status = os.waitpid(run.pid, 0)[1]
        try:
            found = json.loads(bytes(run.said))
            whole = found['id'] == run.id
        except (ValueError, TypeError, KeyError):
            whole = False
        if otherwise == 'Crashed' and whole:
            found['rss'] = rss()
            self.say(found)
        else:
            error = {'types': [otherwise], 'expected': False, 'message': f'the child ended with {status}'}
            self.say({'id': run.id, 'ok': False, 'error': error, 'warnings': [], 'rss': rss()})

    def serve(self):
        pending = bytearray()
        self.selector.register(0, selectors.EVENT_READ, None)
        while True:
            now = time.monotonic()
            for run in [run for run in self.runs.values() if run.end <= now]:
                self.finish(run, 'Deadline')
            wait = min((run.end - now for run in self.runs.values()), default=None)
            for key, _ in self.selector.select(wait if wait is None else max(wait, 0)):
                if key.data is not None:
                    if key.data.id in self.runs:
                        self.read(key.data)
                    continue
                some = os.read(0, 1 << 16)
                if not some:
                    for run in list(self.runs.values()):
                        self.finish(run, 'Cancelled')
                    return
                pending += some
                while b'\n' in pending:
                    line, _, pending = pending.partition(b'\n')
                    self.hear(line)
                if len(pending) > LONGEST_QUESTION:
                    return


def rss():
    """Returns the most memory that the parent ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def sites(classes):
    """Names the domains that the patterns of the extractors contain. They are hints and no promise."""
    found = set()
    for extractor in classes:
        patterns = getattr(extractor, '_VALID_URL', None)
        for pattern in [patterns] if isinstance(patterns, str) else patterns or []:
            found.update(re.findall(r'(?<![\w\\-])((?:[a-z0-9][a-z0-9-]*\\\.)+[a-z]{2,10})(?![\w\\-])', pattern))
    return sorted({domain.replace('\\', '') for domain in found if domain.count('.') < 4})


def rehearse(downloader):
    """Reads a made-up page once, without the network, so that no child has to compile what reading takes."""
    sound = {'itag': 251, 'mimeType': 'audio/webm; codecs="opus"', 'bitrate': 1, 'url': 'https://x.googlevideo.com/'}
    data = json.dumps({
        'playabilityStatus': {'status': 'OK'},
        'videoDetails': {'videoId': REHEARSED, 'title': 'x', 'lengthSeconds': '1', 'channelId': 'x', 'author': 'x'},
        'streamingData': {'expiresInSeconds': '1', 'adaptiveFormats': [sound]},
    })
    page = f'<script>ytcfg.set({{}});var ytInitialPlayerResponse = {data};var ytInitialData = {{}};</script>'

    def urlopen(request):
        url = request if isinstance(request, str) else request.url
        said = data if '/youtubei/' in url else page
        return Response(io.BytesIO(said.encode()), url, {'Content-Type': 'text/html; charset=utf-8'})

    try:
        from yt_dlp.networking import Response
        downloader.urlopen = urlopen
        downloader.params.update(options_of({'clients': ['visionos']}, Notes()))
        downloader.extract_info(f'https://www.youtube.com/watch?v={REHEARSED}', download=False)
    except Exception as error:  # the children only begin more slowly
        os.write(2, f'rehearsal failed: {type(error).__name__}: {error}'[:LONGEST_TEXT].encode() + b'\n')
    finally:
        vars(downloader).pop('urlopen', None)


def main():
    out = os.fdopen(os.dup(1), 'wb')
    os.dup2(2, 1)
    head = bytearray()
    while not head.endswith(b'\n'):
        some = os.read(0, 1)
        if not some:
            return
        head += some
    settings = json.loads(head)
    sys.path.insert(0, settings['library'])
    import yt_dlp
    from yt_dlp.extractor import gen_extractor_classes
    warm = yt_dlp.YoutubeDL(options(settings))
    for name in ('Youtube', 'YoutubeTab', 'YoutubeSearch', 'Soundcloud'):
        warm.get_info_extractor(name)
    rehearse(warm)
    worker = Worker(settings, warm, out)
    known = sites(gen_extractor_classes())
    gc.collect()
    gc.freeze()
    worker.say({
        'ready': True,
        'version': yt_dlp.version.__version__,
        'sites': known,
        'ms': int((time.monotonic() - BEGIN) * 1000),
        'rss': rss(),
    })
    worker.serve()


main()
