// What the API is measured against: Express, mysql2 and ioredis, put together as the guide's snippets have it. Reads are
// cached aside in Redis for an hour, statements are the guide's, each worker of the cluster has a pool of 20, and every
// request shows a signed token. It knows no rules of lending beyond "is it in", no limits, no audit, no ETag.
'use strict';

const cluster = require('node:cluster');
const express = require('express');
const Redis = require('ioredis');
const jwt = require('jsonwebtoken');
const mysql = require('mysql2/promise');

const HOUR = 3600;
const LIST = `SELECT id, lrn, name, grade, section, status FROM students
  WHERE status = 'ACTIVE' ORDER BY name LIMIT :limit OFFSET :offset`;
const SEARCH = `SELECT id, title, author, status FROM books
  WHERE title LIKE :query OR author LIKE :query AND status = 'AVAILABLE' LIMIT :limit`;
const ONE = 'SELECT id, title, author, status, accession_number FROM books WHERE id = :id';
const FIND = 'SELECT id, status FROM books WHERE accession_number = :number FOR UPDATE';
const LEND = 'INSERT INTO loans (book_id, student_id, lent_at, due_at) VALUES (:book, :student, NOW(), NOW() + INTERVAL 7 DAY)';
const OPEN = 'SELECT id, student_id FROM loans WHERE book_id = :book AND returned_at IS NULL';
const CLOSE = 'UPDATE loans SET returned_at = NOW() WHERE id = :loan';
const MARK = 'UPDATE books SET status = :status WHERE id = :book';
const NOTE = 'INSERT INTO student_activities (student_id, type, timestamp) VALUES (:student, :type, NOW())';

if (cluster.isPrimary) {
  lead(Number(process.env.WORKERS));
} else {
  work();
}

/** Start the workers, say where they answer, and end with whoever started this. */
function lead(wanted) {
  let listening = 0;
  cluster.on('listening', (_, address) => {
    listening += 1;
    if (listening === wanted) console.log(`Answers at 127.0.0.1:${address.port}`);
  });
  cluster.on('exit', () => process.exit(1));
  for (let started = 0; started < wanted; started += 1) cluster.fork();
  process.stdin.on('end', () => process.exit(0)).resume();
}

function work() {
  const pool = mysql.createPool({
    uri: process.env.DATABASE_URL,
    connectionLimit: 20,
    idleTimeout: 300000,
    enableKeepAlive: true,
    namedPlaceholders: true,
  });
  const redis = new Redis({ port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: 3 });
  const app = express();
  app.use(express.json());
  app.use('/api', authenticate);

  app.get('/api/students', async (request, response) => {
    const limit = Number(request.query.limit ?? 50);
    const offset = Number(request.query.offset ?? 0);
    response.json(await cached(redis, `students:page:${limit}:${offset}`, () => rows(pool, LIST, { limit, offset })));
  });
  app.get('/api/books/search', async (request, response) => {
    const text = String(request.query.query);
    const limit = Number(request.query.limit ?? 50);
    const ask = () => rows(pool, SEARCH, { query: `%${text}%`, limit });
    response.json(await cached(redis, `books:search:${text}:${limit}`, ask));
  });
  app.get('/api/books/:id', async (request, response) => {
    const found = await cached(redis, `book:${request.params.id}`, () => rows(pool, ONE, { id: request.params.id }));
    if (found.length === 0) response.sendStatus(404);
    else response.json(found[0]);
  });
  app.post('/api/loans', async (request, response) => {
    const { studentId, accessionNumber } = request.body;
    const book = await together(pool, async (connection) => {
      const [found] = await rows(connection, FIND, { number: accessionNumber });
      if (found?.status !== 'AVAILABLE') return null;
      await connection.query(LEND, { book: found.id, student: studentId });
      await connection.query(MARK, { book: found.id, status: 'BORROWED' });
      await connection.query(NOTE, { student: studentId, type: 'CHECK_OUT' });
      return { id: found.id, student: studentId };
    });
    await answer(redis, response, book, 201);
  });
  app.post('/api/returns', async (request, response) => {
    const book = await together(pool, async (connection) => {
      const [found] = await rows(connection, FIND, { number: request.body.accessionNumber });
      const [loan] = found ? await rows(connection, OPEN, { book: found.id }) : [];
      if (!loan) return null;
      await connection.query(CLOSE, { loan: loan.id });
      await connection.query(MARK, { book: found.id, status: 'AVAILABLE' });
      await connection.query(NOTE, { student: loan.student_id, type: 'CHECK_IN' });
      return { id: found.id, student: loan.student_id };
    });
    await answer(redis, response, book, 200);
  });
  app.listen(0, '127.0.0.1');
}

function authenticate(request, response, next) {
  try {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    request.user = jwt.verify(token, process.env.JWT_SECRET, { algorithms: ['HS256'] });
  } catch {
    response.sendStatus(401);
    return;
  }
  next();
}

async function cached(redis, key, fetch) {
  const kept = await redis.get(key);
  if (kept) return JSON.parse(kept);
  const fresh = await fetch();
  await redis.setex(key, HOUR, JSON.stringify(fresh));
  return fresh;
}

async function rows(connection, statement, values) {
  const [found] = await connection.query(statement, values);
  return found;
}

/** Do it in one transaction. */
async function together(pool, act) {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const done = await act(connection);
    await connection.commit();
    return done;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

/** Drop what the guide drops from the cache after a write, and answer. */
async function answer(redis, response, book, status) {
  if (book === null) {
    response.sendStatus(409);
    return;
  }
  const stale = [
    `book:${book.id}`, 'books:page:*', 'books:search:*',
    `student:${book.student}`, 'students:page:*', `activities:student:${book.student}:*`,
  ];
  await Promise.all(stale.map((key) => redis.del(key)));
  response.status(status).json(book);
}
