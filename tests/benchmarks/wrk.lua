-- wrk -s wrk.lua URL -- TOKENS REQUESTS THREADS: every thread has its own share of both files and goes through it in turn.
-- A line of REQUESTS is method, path and body, with tabs between; a line of TOKENS is who asks.
local started = 0

function setup(thread)
  thread:set("place", started)
  started = started + 1
end

local function share(name, threads)
  local lines = {}
  for line in io.lines(name) do
    lines[#lines + 1] = line
  end
  local mine = {}
  for number = math.floor(#lines * place / threads) + 1, math.floor(#lines * (place + 1) / threads) do
    mine[#mine + 1] = lines[number]
  end
  return mine
end

function init(args)
  tokens = share(args[1], args[3])
  heads, tails = {}, {}
  for number, line in ipairs(share(args[2], args[3])) do
    local method, path, body = line:match("^(%u+)\t([^\t]+)\t(.*)$")
    heads[number] = method .. " " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
    tails[number] = "\r\n\r\n"
    if body ~= "" then
      tails[number] = "\r\nContent-Type: application/json\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
    end
  end
  turn = place == 0 and -1 or 0 -- wrk takes one request of its first thread without sending it, to look at it
end

function request()
  local number = turn % #heads + 1
  local text = heads[number] .. tokens[turn % #tokens + 1] .. tails[number]
  turn = turn + 1
  return text
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests": %d, "seconds": %f, "refused": %d, "broken": %d, "p50": %f, "p95": %f, "p99": %f}\n',
    summary.requests, summary.duration / 1e6, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000
  ))
end
